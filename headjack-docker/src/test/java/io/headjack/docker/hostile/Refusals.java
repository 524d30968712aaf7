package io.headjack.docker.hostile;

import io.headjack.error.HeadjackException;
import java.util.Optional;

/** What Headjack says where it does not do something. Any other exception fails the test. */
final class Refusals {
    private Refusals() {}

    static Optional<HeadjackException> of(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (HeadjackException e) {
            return Optional.of(e);
        }
    }
}
