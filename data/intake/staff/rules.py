"""The rules that rows of staff files must pass beside the general ones, with what to do about each."""

from __future__ import annotations

from data.intake.rule import Rule
from metrics.words import Words

STAFF_RULES: tuple[Rule, ...] = (
    Rule(
        "rounded_staff_number",
        Words("NIP dibulatkan Excel", "NIP rounded by Excel"),
        Words(
            "Excel menyimpan NIP sebagai bilangan (1,98E+17) sehingga tiga angka terakhirnya hilang dan tidak dapat "
            "dipulihkan. Ubah kolom NIP menjadi Teks, lalu salin ulang NIP dari sumber aslinya.",
            "Excel kept the NIP as a number (1.98E+17), so its last three digits are lost for good. Format the column as "
            "Text and copy the NIP again from its source.",
        ),
    ),
    Rule(
        "bad_staff_number",
        Words("NIP tidak benar", "Wrong NIP"),
        Words(
            "NIP terdiri atas 18 angka: tanggal lahir, tahun dan bulan pengangkatan, jenis kelamin (1 atau 2), nomor urut. "
            "Periksa NIP orang ini.",
            "A NIP has 18 digits: date of birth, year and month of appointment, sex (1 or 2), serial number. Check the NIP.",
        ),
    ),
    Rule(
        "unknown_staff",
        Words("Pegawai tidak ada dalam daftar", "Not in the staff register"),
        Words(
            "NIP ini tidak ada dalam daftar pegawai kota ini. Muat dulu berkas daftar pegawai yang memuat orang ini, "
            "atau periksa NIP-nya; sesudah itu muat berkas ini lagi.",
            "This NIP is not in the register of this city. First load the file of the staff register that names this "
            "person, or check the NIP; then load this file again.",
        ),
    ),
    Rule(
        "unknown_programme",
        Words("Pelatihan tidak ada dalam katalog", "Not in the training catalogue"),
        Words(
            "Bidang atau jenis pelatihan tidak tertulis dan pelatihan ini tidak ada dalam katalog. Tambahkan kolom Bidang "
            "dan Jenis Pelatihan, atau muat dulu berkas katalog pelatihan, lalu muat berkas ini lagi.",
            "Area or kind is not written and this training is not in the catalogue. Add the columns Bidang and Jenis "
            "Pelatihan, or first load the file of the training catalogue, then load this file again.",
        ),
    ),
    Rule(
        "end_before_start",
        Words("Selesai sebelum mulai", "Ends before it starts"),
        Words("Periksa tanggal mulai dan tanggal selesai.", "Check the first and the last day."),
    ),
    Rule(
        "evaluated_before_reported",
        Words("Dinilai sebelum lapor", "Evaluated before reported"),
        Words(
            "Tanggal dinilai lebih awal daripada tanggal lapor, atau laporannya tidak bertanggal. Periksa keduanya.",
            "The day of the evaluation is before that of the report, or the report has no day. Check both.",
        ),
    ),
    Rule(
        "unclear_duration",
        Words("Satuan lama pelatihan tidak jelas", "Unit of the length not clear"),
        Words(
            "Tulis satuannya: 20 JP, 3 hari, 150 menit atau 02:30. Bilangan tanpa satuan tidak ditebak.",
            "Write the unit: 20 JP, 3 hari, 150 menit or 02:30. A number without a unit is not guessed at.",
        ),
    ),
    Rule(
        "days_not_jp",
        Words("Hari tidak dapat dikonversi ke JP", "Days cannot be converted to JP"),
        Words(
            "Untuk jenis pelatihan ini tidak ada konversi hari ke JP (PerLAN 10/2018, belum diverifikasi). Tulis jumlah JP-nya.",
            "There is no conversion of days to JP for this kind of training (PerLAN 10/2018, not verified). Write its JP.",
        ),
    ),
    Rule(
        "unclear_scale",
        Words("Skala nilai tidak jelas", "Scale of the scores not clear"),
        Words(
            "Semua nilai kolom ini paling besar 10, jadi skalanya tidak terlihat. Tulis skalanya pada judul kolom, misalnya "
            "“Nilai (1-5)”, atau tulis nilainya sebagai 4/5.",
            "All scores of this column are at most 10, so their scale does not show. Write it in the header, such as "
            "“Nilai (1-5)”, or write the score as 4/5.",
        ),
    ),
    Rule(
        "bad_number",
        Words("Bukan bilangan", "Not a number"),
        Words(
            "Tulis bilangannya saja, misalnya 85,5 atau Rp 1.500.000.",
            "Write the number only, such as 85,5 or Rp 1.500.000.",
        ),
    ),
    Rule(
        "personal_text",
        Words("Data pribadi dalam teks", "Personal data in a text"),
        Words(
            "Sel ini memuat nomor pribadi atau alamat surel. Hapus dari teksnya.",
            "The cell holds a personal number or an e-mail address. Take it out of the text.",
        ),
    ),
    Rule(
        "conflict",
        Words("Bertentangan dengan baris lain", "Contradicts another row"),
        Words(
            "Baris sebelumnya menyebut hal yang sama dengan nilai lain. Sisakan satu yang benar.",
            "An earlier row speaks of the same thing with other values. Keep the one that is right.",
        ),
    ),
)
