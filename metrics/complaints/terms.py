"""The words of complaint handling: the kind that sets the time allowed (SP4N-LAPOR!), topics, states."""

from metrics.words import Words

KIND = Words("Jenis pengaduan", "Kind of complaint")
KINDS: dict[str, Words] = {
    "information": Words("Permintaan informasi", "Request for information"),
    "plain": Words("Pengaduan sederhana", "Plain complaint"),
    "without_field": Words("Tanpa pemeriksaan lapangan", "Without a field check"),
    "with_field": Words("Dengan pemeriksaan lapangan", "With a field check"),
}
TOPIC = Words("Topik", "Topic")
TOPICS: dict[str, Words] = {
    "time": Words("Waktu dan antrean", "Time and queues"),
    "procedure": Words("Persyaratan dan prosedur", "Requirements and procedure"),
    "cost": Words("Biaya dan pungutan", "Cost and levies"),
    "staff": Words("Sikap dan kemampuan petugas", "Conduct and ability of staff"),
    "system": Words("Aplikasi dan sistem daring", "Apps and online systems"),
    "facility": Words("Sarana dan prasarana", "Facilities"),
    "result": Words("Hasil layanan", "Result of the service"),
    "integrity": Words("Integritas dan gratifikasi", "Integrity and gratuities"),
    "other": Words("Lainnya", "Other"),
}
