"""The channels through which a service is asked for."""

from metrics.words import Words

CHANNELS: dict[str, Words] = {
    "counter": Words("Loket", "Counter"),
    "online": Words("Daring", "Online"),
    "mobile": Words("Layanan keliling", "Mobile unit"),
    "kiosk": Words("Anjungan mandiri", "Kiosk"),
}
