package io.brewprint.compose;

/** How somebody talks. */
enum Register {
    PLAIN,
    CASUAL,
    /** By the names of nodes and pins. */
    TECHNICAL
}
