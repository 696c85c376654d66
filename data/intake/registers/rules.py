"""The rules that rows of registers must pass beside the general ones, with what to do about each."""

from __future__ import annotations

from data.intake.rule import Rule
from metrics.words import Words

REGISTER_RULES: tuple[Rule, ...] = (
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
        "every_unit",
        Words("Baris untuk semua unit", "A row for all offices"),
        Words(
            "Baris ini berlaku bagi semua unit, sedangkan tabel ini memuat satu baris per unit. Salin baris ini sekali untuk "
            "setiap unit yang benar-benar dimaksud, dengan nama unitnya, lalu muat lagi.",
            "This row is for all offices, and this table has one row per office. Copy it once for every office that is "
            "really meant, with its name, and load the file again.",
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
        "closed_before_received",
        Words("Selesai atau ditanggapi sebelum masuk", "Done or answered before it came in"),
        Words(
            "Tanggal atau jam selesai (atau tanggapan) lebih awal daripada tanggal masuk. Periksa keduanya; lewat tengah malam, tulis "
            "juga tanggalnya.",
            "The day or time of completion (or response) is before it came in. Check both; past midnight, write the date as well.",
        ),
    ),
    Rule(
        "time_backwards",
        Words("Waktu berjalan mundur", "Time runs backwards"),
        Words(
            "Jam dipanggil lebih awal daripada jam ambil antrean, atau lamanya kurang dari nol. Periksa jamnya; lewat tengah malam, "
            "tulis juga tanggalnya.",
            "The call is before the ticket was taken, or the length is below zero. Check the times; past midnight, write the date as well.",
        ),
    ),
    Rule(
        "status_conflict",
        Words("Status bertentangan dengan tanggal selesai", "Status contradicts the day of completion"),
        Words(
            "Statusnya belum selesai, tetapi ada tanggal selesai. Perbaiki salah satunya.",
            "The status says it is open, yet it has a day of completion. Mend one of them.",
        ),
    ),
    Rule(
        "closed_without_date",
        Words("Selesai tanpa tanggal", "Closed without a date"),
        Words(
            "Statusnya selesai, tetapi tanggal selesai dan lamanya kosong. Isi salah satunya; tanpa itu pengaduan terbaca masih terbuka.",
            "The status says closed, yet day of closing and duration are empty. Fill in one; without it the complaint would count as open.",
        ),
    ),
    Rule(
        "stages_out_of_order",
        Words("Urutan tahap tidak mungkin", "Stages out of order"),
        Words(
            "Ide mendahului uji coba, uji coba mendahului penerapan, dan penghentian datang paling akhir. Periksa tanggal tahapnya.",
            "The idea comes before the pilot, the pilot before use, and the stop last. Check the days of the stages.",
        ),
    ),
    Rule(
        "more_adopted_than_raised",
        Words("Ide diterapkan melebihi ide diajukan", "More ideas adopted than raised"),
        Words("Periksa kedua bilangannya.", "Check both numbers."),
    ),
    Rule(
        "more_days_than_month",
        Words("Hari melebihi panjang bulan", "More days than the month has"),
        Words(
            "Bulan itu tidak mempunyai hari sebanyak itu. Periksa bulannya, hari aktif dan hari kerjanya.",
            "The month does not have so many days. Check the month, the active days and the working days.",
        ),
    ),
    Rule(
        "more_active_than_working",
        Words("Hari aktif melebihi hari kerja", "More active days than working days"),
        Words(
            "Hari aktif tidak dapat melebihi hari kerja bulan itu. Perbaiki salah satunya; bila pegawai bekerja di hari libur, hitung juga hari itu sebagai hari kerjanya.",
            "Active days cannot be more than the working days of the month. Mend one of them; where somebody works on days off, count these as working days too.",
        ),
    ),
    Rule(
        "more_than_digital",
        Words("Bagian melebihi transaksi digital", "A part is more than the digital transactions"),
        Words(
            "Yang diisikan orang lain, yang menumpuk di akhir dan yang dikembalikan adalah bagian dari transaksi digital; tidak satu pun dapat melebihinya. Periksa bilangannya.",
            "What was entered by proxy, late or returned is part of the digital transactions; none can be more than these. Check the numbers.",
        ),
    ),
    Rule(
        "work_without_days",
        Words("Ada transaksi tanpa hari aktif", "Transactions without an active day"),
        Words(
            "Ada transaksi digital, tetapi hari aktifnya 0. Periksa keduanya.",
            "There are digital transactions, but no active day. Check both.",
        ),
    ),
    Rule(
        "bad_level",
        Words("Tingkat di luar 1–5", "Level outside 1–5"),
        Words(
            "Tingkat kematangan satu indikator adalah 1, 2, 3, 4 atau 5 tanpa pecahan; kosongkan bila tidak dinilai.",
            "The maturity level of an indicator is 1, 2, 3, 4 or 5, whole; leave it empty where it was not assessed.",
        ),
    ),
    Rule(
        "unknown_indicator",
        Words("Nomor indikator tidak ada dalam aturannya", "No such indicator in the rule"),
        Words(
            "SPBE mempunyai indikator 1 sampai 47, Pemdi 1 sampai 20. Periksa nomornya, atau tulis aturannya (SPBE atau Pemdi).",
            "SPBE has indicators 1 to 47, Pemdi 1 to 20. Check the number, or write the rule (SPBE or Pemdi).",
        ),
    ),
    Rule(
        "unclear_term",
        Words("Masa berlaku tidak jelas", "Term not clear"),
        Words(
            "Tulis masa berlakunya, misalnya 2024-2027, 3 tahun sejak 1 Maret 2024, atau 1 Maret 2024 s.d. 28 Februari 2027.",
            "Write the term, such as 2024-2027, 3 tahun sejak 1 Maret 2024, or 1 Maret 2024 s.d. 28 Februari 2027.",
        ),
    ),
    Rule(
        "unclear_duration",
        Words("Satuan lamanya tidak jelas", "Unit of the length not clear"),
        Words(
            "Tulis satuannya: 20 JP, 3 hari, 3 hari 4 jam, 150 menit atau 02:30. Bilangan tanpa satuan tidak ditebak.",
            "Write the unit: 20 JP, 3 hari, 3 hari 4 jam, 150 menit or 02:30. A number without a unit is not guessed at.",
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
