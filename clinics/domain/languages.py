"""Languages a clinic may say it speaks, by ISO 639 code (ase is American Sign Language)."""

LANGUAGES: dict[str, str] = {
    "en": "English", "es": "Spanish", "ase": "American Sign Language", "ar": "Arabic", "zh": "Chinese",
    "ht": "Haitian Creole", "fa": "Farsi", "fr": "French", "de": "German", "el": "Greek", "he": "Hebrew",
    "hi": "Hindi", "hmn": "Hmong", "it": "Italian", "ja": "Japanese", "ko": "Korean", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "tl": "Tagalog", "vi": "Vietnamese", "nv": "Navajo", "oj": "Ojibwe",
    "ypk": "Yupik", "ur": "Urdu", "bn": "Bengali", "uk": "Ukrainian", "am": "Amharic", "so": "Somali",
}  # fmt: skip

ASKED = {code: name for code, name in LANGUAGES.items() if code != "en"}
"""What a search may ask for. Clinics and public data list languages besides English, so a list
without it says nothing, and a search for it would leave out clinics that speak it."""
