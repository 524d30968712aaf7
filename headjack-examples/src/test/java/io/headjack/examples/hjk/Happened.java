package io.headjack.examples.hjk;

import io.headjack.ExitStatus;
import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.InstanceDrifted;
import io.headjack.HeadjackEvent.InstanceRemoved;
import io.headjack.HeadjackEvent.InstanceStarted;
import io.headjack.HeadjackEvent.InstanceStopped;
import io.headjack.HeadjackEvent.OutputSeen;
import io.headjack.HeadjackEvent.SessionExited;
import io.headjack.HeadjackEvent.SessionLost;
import io.headjack.HeadjackEvent.SessionRemoved;
import io.headjack.HeadjackEvent.SessionRenamed;
import io.headjack.HeadjackEvent.SessionStarted;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** One event of each kind, and then the end. */
final class Happened {
    private static final InstanceId INSTANCE = Snapshots.INSTANCE;
    private static final SessionId SESSION = new SessionId("aaaaaaaaaa");
    private static final Instant NOW = Snapshots.NOW;

    private static final List<HeadjackEvent> EVENTS = List.of(
            new InstanceStarted(INSTANCE, NOW),
            new SessionStarted(INSTANCE, SESSION, NOW),
            new OutputSeen(INSTANCE, SESSION, NOW, 42),
            new ActivityChanged(INSTANCE, SESSION, NOW, Snapshots.asking("Go on?\u001b[2J")),
            new SessionRenamed(INSTANCE, SESSION, NOW, new SessionName("other")),
            new SessionExited(INSTANCE, SESSION, NOW, new ExitStatus(7)),
            new SessionLost(INSTANCE, SESSION, NOW),
            new SessionRemoved(INSTANCE, SESSION, NOW),
            new InstanceDrifted(INSTANCE, NOW, "its worktree is gone"),
            new InstanceStopped(INSTANCE, NOW),
            new InstanceRemoved(INSTANCE, NOW));

    private Happened() {}

    static Flow.Publisher<HeadjackEvent> publisher() {
        return publisher(EVENTS, Flow.Subscriber::onComplete);
    }

    /** A session that prints so many times. */
    static Flow.Publisher<HeadjackEvent> output(int times) {
        return publisher(
                Collections.nCopies(times, new OutputSeen(INSTANCE, SESSION, NOW, 42)), Flow.Subscriber::onComplete);
    }

    static Flow.Publisher<HeadjackEvent> failing(Throwable failure) {
        return publisher(List.of(), subscriber -> subscriber.onError(failure));
    }

    private static Flow.Publisher<HeadjackEvent> publisher(
            List<HeadjackEvent> events, Consumer<Flow.Subscriber<?>> ending) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private boolean told;

            @Override
            public void request(long count) {
                if (!told) {
                    told = true;
                    events.forEach(subscriber::onNext);
                    ending.accept(subscriber);
                }
            }

            @Override
            public void cancel() {
                told = true;
            }
        });
    }
}
