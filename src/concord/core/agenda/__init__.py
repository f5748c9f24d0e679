"""Tasks and deadlines on the working calendar, with their lights."""
