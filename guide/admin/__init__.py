from guide.admin import texts

__all__ = ["texts"]
