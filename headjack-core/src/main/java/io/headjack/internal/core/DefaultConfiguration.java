package io.headjack.internal.core;

import io.headjack.Configuration;
import io.headjack.Setting;
import io.headjack.internal.configuration.Configured;
import io.headjack.internal.configuration.Settings;
import io.headjack.internal.os.Environment;
import io.headjack.internal.provider.Agents;
import io.headjack.spi.HeadjackConfiguration;
import java.nio.file.Path;
import java.util.List;

final class DefaultConfiguration implements Configuration {
    private final HeadjackConfiguration asked;
    private final Environment environment;

    DefaultConfiguration(HeadjackConfiguration asked, Environment environment) {
        this.asked = asked;
        this.environment = environment;
    }

    @Override
    public Path file() {
        return Configured.file(asked, environment);
    }

    @Override
    public List<Setting> settings() {
        return checked().settings();
    }

    @Override
    public Setting get(String key) {
        return checked().setting(key);
    }

    @Override
    public void set(String key, String value) {
        new Settings(asked, environment).set(key, value, this::check);
    }

    private Configured checked() {
        Configured configured = Configured.read(asked, environment);
        check(configured);
        return configured;
    }

    /** Some things are wrong only because of the agents that there are. */
    private void check(Configured configured) {
        Agents.load(asked.classLoader(), configured, asked.listener()::warning);
    }
}
