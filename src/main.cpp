// Composition root.
int main() { return 0; }
