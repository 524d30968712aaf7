package io.headjack.spi;

import io.headjack.Configuration;
import io.headjack.Headjack;

/** The implementation behind {@link Headjack#open()}: {@code headjack-core} has the one that there is. */
public interface HeadjackProvider {
    /**
     * Opens Headjack.
     *
     * @param configuration what the builder collected
     * @return an open Headjack, closed by the caller
     */
    Headjack open(HeadjackConfiguration configuration);

    /**
     * Returns what is configured, without opening anything.
     *
     * @param configuration what the builder collected
     * @return the configuration
     */
    Configuration configuration(HeadjackConfiguration configuration);
}
