package io.headjack.internal.core;

import io.headjack.Headjack;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.spi.HeadjackProvider;

/** The service behind {@link Headjack#open()}. */
public final class CoreProvider implements HeadjackProvider {
    @Override
    public Headjack open(HeadjackConfiguration configuration) {
        return Wiring.open(configuration);
    }
}
