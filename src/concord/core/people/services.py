"""What people change about themselves."""

from concord.core.people.models import Person


def change_account(person: Person, *, name: str, language: str) -> None:
    """Change how a person is called and in which language the platform speaks to them."""
    person.name, person.language = name.strip(), language
    person.save(update_fields=["name", "language"])
