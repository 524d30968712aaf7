package io.headjack.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Activity;
import io.headjack.ExitStatus;
import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.InstanceRemoved;
import io.headjack.HeadjackEvent.InstanceStarted;
import io.headjack.HeadjackEvent.OutputSeen;
import io.headjack.HeadjackEvent.SessionExited;
import io.headjack.HeadjackEvent.SessionStarted;
import io.headjack.InstanceId;
import io.headjack.SessionActivity;
import io.headjack.SessionId;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.SlowSubscriberException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final InstanceId INSTANCE = new InstanceId("aaaaaaaaaaaa");
    private static final InstanceId OTHER = new InstanceId("bbbbbbbbbbbb");
    private static final SessionId SESSION = new SessionId("aaaaaaaaaa");
    private static final SessionId SECOND = new SessionId("bbbbbbbbbb");

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<String> source = new ArrayList<>();
    private final EventStream stream = new EventStream(work::add, new EventStream.Source() {
        @Override
        public void attend(EventStream listening) {
            source.add("attend");
        }

        @Override
        public void rest(EventStream listening) {
            source.add(listening.hasSubscribers() ? "fewer" : "none");
        }
    });

    @Test
    void publish_toOneThatAsked_arrivesInOrder() {
        Recorder recorder = subscribe(EventScope.ALL, Long.MAX_VALUE);

        stream.publish(started(SESSION));
        stream.publish(output(SESSION, 1));
        stream.publish(exited(SESSION));
        runAll();

        assertThat(recorder.events).containsExactly(started(SESSION), output(SESSION, 1), exited(SESSION));
    }

    @Test
    void publish_moreThanAskedFor_waits() {
        Recorder recorder = subscribe(EventScope.ALL, 1);

        stream.publish(started(SESSION));
        stream.publish(started(SECOND));
        runAll();
        assertThat(recorder.events).containsExactly(started(SESSION));

        recorder.request(1);
        runAll();
        assertThat(recorder.events).containsExactly(started(SESSION), started(SECOND));
    }

    @Test
    void publish_outputAndActivityToOneBehind_keepsTheLatestOfEachSession() {
        Recorder recorder = subscribe(EventScope.ALL, 0);

        for (int size = 1; size <= 100; size++) {
            stream.publish(output(SESSION, size));
            stream.publish(output(SECOND, size));
            stream.publish(activity(SESSION, size % 2 == 0 ? Activity.IDLE : Activity.WORKING));
        }
        recorder.request(Long.MAX_VALUE);
        runAll();

        assertThat(recorder.events)
                .containsExactly(output(SESSION, 100), output(SECOND, 100), activity(SESSION, Activity.IDLE));
    }

    @Test
    void publish_outputAfterALifeCycleEvent_isNotMovedBeforeIt() {
        Recorder recorder = subscribe(EventScope.ALL, 0);

        stream.publish(output(SESSION, 1));
        stream.publish(exited(SESSION));
        stream.publish(output(SESSION, 2));
        recorder.request(Long.MAX_VALUE);
        runAll();

        assertThat(recorder.events).containsExactly(output(SESSION, 1), exited(SESSION), output(SESSION, 2));
    }

    @Test
    void publish_lifeCycleToOneTooFarBehind_endsItWithAnError() {
        Recorder recorder = subscribe(EventScope.ALL, 0);

        for (int i = 0; i < EventSubscription.LIMIT; i++) {
            stream.publish(started(SESSION));
        }
        runAll();
        assertThat(recorder.failure).isNull();
        stream.publish(started(SESSION));
        runAll();

        assertThat(recorder.failure).isInstanceOf(SlowSubscriberException.class).hasMessageContaining("10000");
        assertThat(recorder.events).isEmpty();
        assertThat(source).containsExactly("attend", "none");
    }

    @Test
    void publish_outputToOneNeverAsking_endsNothing() {
        Recorder recorder = subscribe(EventScope.ALL, 0);

        for (int i = 0; i < 3 * EventSubscription.LIMIT; i++) {
            stream.publish(output(SESSION, i));
        }
        runAll();

        assertThat(recorder.signals).containsExactly("subscribed");
    }

    @Test
    void scope_ofASession_seesThatSessionOnly() {
        Recorder recorder = subscribe(EventScope.of(INSTANCE, SESSION), Long.MAX_VALUE);

        stream.publish(started(SECOND));
        stream.publish(new InstanceStarted(INSTANCE, Instant.EPOCH));
        stream.publish(started(SESSION));
        runAll();

        assertThat(recorder.events).containsExactly(started(SESSION));
    }

    @Test
    void scope_ofAnInstanceThatIsRemoved_completes() {
        Recorder mine = subscribe(EventScope.of(INSTANCE), Long.MAX_VALUE);
        Recorder session = subscribe(EventScope.of(INSTANCE, SESSION), Long.MAX_VALUE);
        Recorder others = subscribe(EventScope.of(OTHER), Long.MAX_VALUE);

        stream.publish(new InstanceRemoved(INSTANCE, Instant.EPOCH));
        runAll();

        assertThat(mine.events).hasSize(1);
        assertThat(mine.signals).containsExactly("subscribed", "completed");
        assertThat(session.signals).containsExactly("subscribed", "completed");
        assertThat(others.signals).containsExactly("subscribed");
    }

    @Test
    void cancel_endsAllSignals_andTellsTheSource() {
        Recorder recorder = subscribe(EventScope.ALL, Long.MAX_VALUE);
        stream.publish(started(SESSION));

        recorder.cancel();
        runAll();
        stream.publish(started(SESSION));
        runAll();

        assertThat(recorder.events).isEmpty();
        assertThat(recorder.signals).containsExactly("subscribed");
        assertThat(source).containsExactly("attend", "none");
    }

    @Test
    void request_ofNothing_isAnError() {
        Recorder recorder = subscribe(EventScope.ALL, 1);

        recorder.request(0);
        runAll();

        assertThat(recorder.failure)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asked for 0");
    }

    @Test
    void subscriberThatThrows_isToldSoAndGetsNoMoreAndDisturbsNobody() {
        Recorder good = subscribe(EventScope.ALL, Long.MAX_VALUE);
        IllegalStateException no = new IllegalStateException("no");
        Recorder bad = new Recorder(Long.MAX_VALUE) {
            @Override
            public void onNext(HeadjackEvent event) {
                super.onNext(event);
                throw no;
            }
        };
        stream.of(EventScope.ALL).subscribe(bad);

        stream.publish(started(SESSION));
        stream.publish(exited(SESSION));
        runAll();

        assertThat(bad.events).hasSize(1);
        assertThat(bad.signals).containsExactly("subscribed", "failed");
        assertThat(bad.failure).isSameAs(no);
        assertThat(good.events).hasSize(2);
        good.cancel();
        assertThat(source).endsWith("fewer", "none");
    }

    @Test
    void subscriberThatThrowsAfterItCancelled_isToldNothing() {
        Recorder bad = new Recorder(Long.MAX_VALUE) {
            @Override
            public void onNext(HeadjackEvent event) {
                cancel();
                throw new IllegalStateException("no");
            }
        };
        stream.of(EventScope.ALL).subscribe(bad);

        stream.publish(started(SESSION));
        runAll();

        assertThat(bad.signals).containsExactly("subscribed");
    }

    @Test
    void subscriberThatThrowsWhenToldOfItsFailure_isLeftAlone() {
        Recorder bad = new Recorder(Long.MAX_VALUE) {
            @Override
            public void onNext(HeadjackEvent event) {
                throw new IllegalStateException("no");
            }

            @Override
            public void onError(Throwable thrown) {
                super.onError(thrown);
                throw new IllegalStateException("no again");
            }
        };
        stream.of(EventScope.ALL).subscribe(bad);

        stream.publish(started(SESSION));
        stream.publish(exited(SESSION));
        runAll();

        assertThat(bad.signals).containsExactly("subscribed", "failed");
        assertThat(source).containsExactly("attend", "none");
    }

    @Test
    void close_completesAfterWhatIsOnItsWay_andLaterOnesAreRefused() {
        Recorder recorder = subscribe(EventScope.ALL, Long.MAX_VALUE);
        stream.publish(started(SESSION));

        stream.close();
        Recorder late = subscribe(EventScope.ALL, 1);
        runAll();

        assertThat(recorder.events).hasSize(1);
        assertThat(recorder.signals).containsExactly("subscribed", "completed");
        assertThat(late.failure).isInstanceOf(HeadjackClosedException.class);
    }

    private Recorder subscribe(EventScope scope, long first) {
        Recorder recorder = new Recorder(first);
        stream.of(scope).subscribe(recorder);
        return recorder;
    }

    private void runAll() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    private static HeadjackEvent started(SessionId session) {
        return new SessionStarted(INSTANCE, session, Instant.EPOCH);
    }

    private static HeadjackEvent exited(SessionId session) {
        return new SessionExited(INSTANCE, session, Instant.EPOCH, new ExitStatus(0));
    }

    private static HeadjackEvent output(SessionId session, long size) {
        return new OutputSeen(INSTANCE, session, Instant.EPOCH, size);
    }

    private static HeadjackEvent activity(SessionId session, Activity activity) {
        return new ActivityChanged(
                INSTANCE,
                session,
                Instant.EPOCH,
                new SessionActivity(activity, Instant.EPOCH, "it seems so", Optional.empty()));
    }
}
