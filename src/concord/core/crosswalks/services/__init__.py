"""What people do with crosswalks: build, decide, publish, map anew."""
