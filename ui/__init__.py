"""The application's own shell: entry script, navigation, guard, cached reads, components, identity."""
