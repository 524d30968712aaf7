package io.headjack.spi;

/**
 * An image that the engine has.
 *
 * @param id the engine's id of its content
 * @param user the user its programs run as, as the image names it; empty for root
 */
public record ImageInfo(String id, String user) {}
