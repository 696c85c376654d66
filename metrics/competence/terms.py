"""The skills that are assessed, on a scale of 0 to 100: three digital ones and three soft ones."""

from metrics.words import Words

DIGITAL: dict[str, Words] = {
    "data_software": Words("Perangkat lunak data", "Data software"),
    "digital_communication": Words("Komunikasi digital", "Digital communication"),
    "social_media": Words("Media sosial", "Social media"),
}
SOFT: dict[str, Words] = {
    "communication": Words("Komunikasi", "Communication"),
    "teamwork": Words("Kerja sama tim", "Teamwork"),
    "adaptability": Words("Adaptabilitas", "Adaptability"),
}
SKILL = Words("Keterampilan", "Skill")
SKILLS: dict[str, Words] = {**DIGITAL, **SOFT}
SKILL_KEYS: tuple[str, ...] = tuple(SKILLS)
