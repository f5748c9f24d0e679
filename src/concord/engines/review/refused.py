"""The foreseen "no" of reading and writing: a file that cannot be used, and why, in a sentence for people."""


class Refused(ValueError):
    """A file is not read; nothing is kept of it. A screen may translate `form` and fill it with `names`."""

    def __init__(self, form: str, **names: object) -> None:
        super().__init__(form.format(**names))
        self.form = form
        self.names = {key: str(value) for key, value in names.items()}
