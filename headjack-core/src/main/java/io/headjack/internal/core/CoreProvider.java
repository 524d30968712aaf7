package io.headjack.internal.core;

import io.headjack.Configuration;
import io.headjack.Headjack;
import io.headjack.internal.os.Environment;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.spi.HeadjackProvider;

/** The service behind {@link Headjack#open()}. */
public final class CoreProvider implements HeadjackProvider {
    @Override
    public Headjack open(HeadjackConfiguration configuration) {
        return Wiring.open(configuration, Environment.ofThisProcess());
    }

    @Override
    public Configuration configuration(HeadjackConfiguration configuration) {
        return new DefaultConfiguration(configuration, Environment.ofThisProcess());
    }
}
