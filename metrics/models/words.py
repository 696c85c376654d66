"""What the models speak of: features, caveats, and the help that fits each side of the map of resistance and use."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.adoption.terms import OBLIGATION, SYSTEM, TRAINED
from metrics.resistance.terms import SCALES
from metrics.words import Words

PARTS: dict[str, Words] = {  # of the behavioural index: see metrics.models.behaviour
    "inactivity": Words("Hari tanpa pemakaian", "Days without use"),
    "manual": Words("Transaksi manual", "Manual transactions"),
    "proxy": Words("Diisikan orang lain", "Entered by proxy"),
    "late": Words("Menumpuk di akhir periode", "Entered late in the period"),
    "returned": Words("Dikembalikan untuk diperbaiki", "Returned for correction"),
    "stopped": Words("Berhenti memakai", "Stopped using"),
}
FEATURES: dict[str, Words] = {
    **SCALES,
    **PARTS,
    "system": SYSTEM,
    "obligation": OBLIGATION,
    "trained": TRAINED,
    "position": Words("Jenis jabatan", "Type of position"),
    "age": Words("Kelompok umur", "Age group"),
    "education": Words("Pendidikan", "Education"),
    "peers": Words("Rekan seunit sudah memakai tetap (%)", "Colleagues already in steady use (%)"),
    "months": Words("Bulan sejak diterapkan", "Months since the launch"),
    "unit_bri": Words("BRI unit pada sistem itu", "BRI of the unit on that system"),
    "unit_trained": Words("Pegawai unit sudah dilatih TI (%)", "Unit's staff with IT training (%)"),
    "unit_resistance": Words("R unit sebelum masa itu", "R of the unit before that time"),
    "unit_size": Words("Pegawai unit dengan sistem itu", "Unit's staff with the system"),
    "r": Words("Resistansi (R)", "Resistance (R)"),
    "bri": Words("Indeks perilaku (BRI)", "Behavioural index (BRI)"),
}  # fmt: skip
CAVEATS: dict[str, Words] = {
    "association": Words(
        "Hubungan, bukan sebab akibat: yang berbeda pada satu hal biasanya berbeda juga pada hal lain yang tidak tercatat.",
        "An association, not a cause: those who differ in one thing usually differ in others that are not recorded.",
    ),
    "same_survey": Words(
        "Sikap dan resistansi berasal dari kuesioner yang sama; suasana hati penjawab ikut mengaitkan keduanya, sehingga "
        "hubungannya tampak lebih kuat.",
        "Attitudes and resistance come from the same questionnaire; the mood of the respondent links them too, so that "
        "the relation looks stronger than it is.",
    ),
    "within_range": Words(
        "Kurva hanya berlaku pada rentang yang teramati dan tidak meramalkan akibat bila nilainya diubah.",
        "Curves hold within the observed range only and do not foretell what would follow if a value were changed.",
    ),
    "selection": Words(
        "Siapa yang dilatih tidak dipilih secara acak; yang sudah berminat mungkin lebih dahulu ikut pelatihan.",
        "Who is trained is not drawn at random; those already keen may come to training first.",
    ),
    "peers": Words(
        "Rekan seunit dipengaruhi keadaan unit yang sama, sehingga hubungan dengan rekan bukan bukti saling meniru.",
        "Colleagues share the circumstances of their unit, so that the relation with peers is no proof of imitation.",
    ),
    "no_new_launches": Words(
        "Ramalan berlaku bagi pegawai yang sekarang mempunyai sistem itu, bila keadaan berlanjut dan tidak ada peluncuran baru.",
        "The forecast is for the staff who have the system now, if things go on as they are and nothing new is launched.",
    ),
    "groups": Words(
        "Segmen menggambarkan kelompok, bukan orang; di dalam tiap kelompok orang berbeda-beda.",
        "Segments describe groups, not people; within every group people differ.",
    ),
    "convention": Words(
        "R dipisahkan di 50, tengah tingkat sedang (40–60): kesepakatan Pantau, bukan baku; batas BRI adalah median kelompok yang dibandingkan.",
        "R is cut at 50, the middle of the medium level (40–60): Pantau's convention, no standard; the cut of BRI is the median of the groups compared.",
    ),
    "sampled": Words(
        "Dihitung dari contoh acak karena datanya sangat banyak.",
        "Worked out from a random sample, as there are very many data.",
    ),
}  # fmt: skip
WHY_LEFT_OUT: dict[str, Words] = {
    "missing": Words("terlalu banyak yang tidak tercatat", "too often not recorded"),
    "constant": Words("nilainya sama untuk semua", "the same for everybody"),
}


@dataclass(frozen=True)
class Help:
    """What fits a group on one side of the map: never blame, always something to do.

    `needs`: of `metrics.limits.training_rules`, for matching trainings of the catalogue (empty: training is not it);
    `areas` and `kinds` name them without a catalogue. `leader`: what the head of the unit can do.
    """

    title: Words
    meaning: Words
    actions: tuple[Words, ...]
    leader: Words
    needs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


HELP: dict[str, Help] = {
    "enable": Help(
        Words("Latih dan lengkapi", "Train and equip"),
        Words(
            "Mau, tetapi belum memakai: sikapnya terbuka, pemakaiannya tertahan. Biasanya yang kurang adalah kecakapan, "
            "perangkat, atau jaringan.",
            "Willing, but not using it yet: attitudes are open, use is held back. Skills, equipment or network are what is "
            "usually lacking.",
        ),
        (
            Words("Periksa dahulu perangkat, jaringan, dan hak akses.", "Check equipment, network and access rights first."),
            Words("Latih langsung pada pekerjaan sendiri, dalam kelompok kecil.", "Train on people's own work, in small groups."),
            Words("Tunjuk rekan pendamping yang dapat ditanya setiap hari.", "Name a colleague who can be asked every day."),
        ),
        Words(
            "Menyediakan waktu belajar dalam jam kerja dan memakai sistem itu sendiri.",
            "Sets aside time to learn within working hours, and uses the system in person.",
        ),
        ("difficulty:digital_system", "skill:data_software", "difficulty:equipment"),
        ("it",),
        ("technical", "bimtek", "workshop", "coaching"),
    ),
    "redesign": Help(
        Words("Rancang ulang bersama", "Redesign together"),
        Words(
            "Keberatan dan juga belum memakai: cara kerja atau sistemnya mungkin belum cocok dengan pekerjaan.",
            "Objecting and not using it: the way of working, or the system, may not fit the work.",
        ),
        (
            Words("Ajak pemakai menyusun ulang alur kerja dan formulirnya.", "Have users rework the flow of work and its forms."),
            Words("Hapus pekerjaan ganda di kertas dan di sistem.", "End double work on paper and in the system."),
            Words("Uji perubahan di satu bagian dahulu, lalu umumkan hasilnya.", "Try changes in one section first, then tell what came of it."),
        ),
        Words(
            "Membuka ruang keberatan, memutuskan bersama, dan menyampaikan mengapa perubahan diperlukan.",
            "Makes room for objections, decides together and says why the change is needed.",
        ),
        ("skill:adaptability", "difficulty:digital_system"),
        ("managerial", "it"),
        ("workshop", "coaching", "mentoring"),
    ),
    "listen": Help(
        Words("Dengarkan sebelum patah", "Listen before it breaks"),
        Words(
            "Memakai, tetapi keberatan: pemakaian berjalan karena kewajiban dan dapat berhenti.",
            "Using it, but objecting: use goes on because it must, and may stop.",
        ),
        (
            Words("Tanyakan apa yang memberatkan dan jawab satu per satu.", "Ask what weighs on people and answer point by point."),
            Words("Kurangi beban yang datang bersama sistem itu.", "Take away load that came with the system."),
            Words("Tunjukkan manfaatnya bagi pekerjaan mereka sendiri.", "Show what it does for their own work."),
        ),
        Words(
            "Mendengarkan secara berkala, menindaklanjuti keluhan, dan menghargai yang sudah memakai.",
            "Listens at regular times, follows up complaints, and values those who use it.",
        ),
        ("skill:adaptability", "skill:communication"),
        ("sociocultural", "managerial"),
        ("coaching", "mentoring", "workshop"),
    ),
    "keep": Help(
        Words("Pertahankan dan tularkan", "Keep and share"),
        Words("Memakai dan menerima: cara kerjanya dapat dicontoh.", "Using and accepting it: its practice can be copied."),
        (
            Words("Catat cara kerjanya dan bagikan kepada unit lain.", "Write down how it works and share it with other units."),
            Words("Minta menjadi pendamping bagi unit yang baru mulai.", "Ask them to guide units that have just begun."),
        ),
        Words(
            "Memberi penghargaan dan waktu untuk membimbing unit lain.",
            "Gives recognition, and time to guide other units.",
        ),
        ("skill:data_software",),
        ("it",),
        ("mentoring", "benchmarking", "course"),
    ),
}  # fmt: skip
