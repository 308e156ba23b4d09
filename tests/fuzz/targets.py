"""What is fuzzed: reader, parser of queries, analysis and painter, each told by what must hold for any bytes."""
