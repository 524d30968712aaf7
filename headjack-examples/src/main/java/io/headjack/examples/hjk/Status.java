package io.headjack.examples.hjk;

import io.headjack.Activity;
import io.headjack.AgentReadiness;
import io.headjack.InstanceInfo;
import io.headjack.SessionInfo;
import java.util.Locale;

/** What people read in the column of that name. */
final class Status {
    private Status() {}

    static String of(InstanceInfo instance) {
        return words(instance.state());
    }

    static String of(SessionInfo session) {
        return switch (session.state()) {
            case STARTING, LOST -> words(session.state());
            case RUNNING -> session.attached() ? "attached" : "detached";
            case EXITED -> session.exit().map(exit -> "exited (" + exit + ")").orElse("exited");
        };
    }

    static String of(Activity activity) {
        return words(activity);
    }

    static String of(AgentReadiness readiness) {
        return words(readiness);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
