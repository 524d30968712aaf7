package io.headjack.spi;

/**
 * The version of this SPI. A provider returns {@link #CURRENT} from its {@code spiVersion()}; as it is a compile-time
 * constant, the provider carries the version it was built for.
 */
public final class SpiVersion {
    /** The version that this library offers. */
    public static final int CURRENT = 1;

    private SpiVersion() {}
}
