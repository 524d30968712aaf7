package io.headjack.examples.hjk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as people say it. */
final class Age {
    private final Clock clock;

    Age(Clock clock) {
        this.clock = clock;
    }

    String of(Instant moment) {
        Duration age = Duration.between(moment, clock.instant());
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return ago(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? ago(age.toHours(), "hour") : ago(age.toDays(), "day");
    }

    private static String ago(long count, String unit) {
        return count + " " + unit + (count == 1 ? " ago" : "s ago");
    }
}
