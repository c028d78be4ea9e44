package dev.vifte.imaging.jpeg;

/// A scan and the tables in force where it begins.
record Scan(ScanHeader header, Tables tables) {}
