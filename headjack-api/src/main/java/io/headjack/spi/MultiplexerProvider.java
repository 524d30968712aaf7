package io.headjack.spi;

/**
 * Makes a {@link Multiplexer} for an instance. Found by {@link java.util.ServiceLoader}; needs a public constructor
 * without arguments.
 */
public interface MultiplexerProvider {
    /**
     * Returns the name by which a user chooses this multiplexer.
     *
     * @return lower-case letters, digits and hyphens, a letter first, at most 32 characters
     */
    String id();

    /**
     * Returns the SPI version this provider was built for.
     *
     * @return {@link SpiVersion#CURRENT}
     */
    int spiVersion();

    /**
     * Makes the multiplexer of one instance. Cheap; connects on first use.
     *
     * @param host the instance to work in
     * @return a new multiplexer, closed by the caller
     */
    Multiplexer open(TerminalHost host);
}
