"""Words that everyone uses: errors, the clock's zone, codes, money, text, actors, ports. Plain Python."""
