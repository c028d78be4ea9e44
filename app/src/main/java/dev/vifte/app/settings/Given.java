package dev.vifte.app.settings;

/// What somebody has written for a setting.
///
/// @param where `vifte.yaml:4` or the name of a variable
record Given(String text, String where) {}
