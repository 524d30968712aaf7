package io.headjack;

/** How an image is built other than by default. */
public enum BuildOption {
    /** Builds it even if the engine has it, and every step anew. */
    NO_CACHE
}
