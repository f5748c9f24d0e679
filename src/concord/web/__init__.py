"""The shell: layout, design tokens, components, and screens that look into several rooms."""
