package io.headjack.internal.catalog;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the image of an instance comes from, so that it can be had again.
 *
 * @param reference the name of the image that was asked for, or built from the Dockerfile
 * @param dockerfile the Dockerfile that was asked for
 */
public record ImageOrigin(String reference, Optional<Path> dockerfile) {}
