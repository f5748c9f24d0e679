"""The HTML doors of grassroots governance: the grid worker's phone, and the desk."""
