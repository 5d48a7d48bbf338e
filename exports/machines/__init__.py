"""The door for programs: what each of its addresses gives, by the exports that exist, and what describes them."""
