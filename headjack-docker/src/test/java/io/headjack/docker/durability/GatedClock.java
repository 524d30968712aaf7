package io.headjack.docker.durability;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;

/**
 * A clock that stops its program for good at a certain reading. Every line of a journal says when it was written, so a
 * program that stops at each reading in turn stops before each line of the journal, and wherever else time is looked at.
 */
final class GatedClock extends Clock {
    private final Runnable stopped;
    private int readings;
    private int gate;

    /** @param stopped is told that the program stands still now */
    GatedClock(Runnable stopped) {
        this.stopped = stopped;
    }

    /** Counts from the beginning again, and stops at that reading; at none if it is 0. */
    synchronized void arm(int reading) {
        readings = 0;
        gate = reading;
    }

    synchronized int readings() {
        return readings;
    }

    @Override
    public Instant instant() {
        if (isGate()) {
            stopped.run();
            standStill();
        }
        return Instant.now();
    }

    private synchronized boolean isGate() {
        readings++;
        return readings == gate;
    }

    private static void standStill() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("only a kill ends this", e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
