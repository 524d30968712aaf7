package io.headjack.internal.doctor;

import io.headjack.internal.instance.HeldInstance;
import java.util.Optional;

/** Repairs one finding. Run after the finding was seen again; safe to be killed at any point and to be repeated. */
@FunctionalInterface
interface Cure {
    /**
     * Does it.
     *
     * @param held the instance that the finding is about
     * @return where what it set aside is kept, if anything
     */
    Optional<String> apply(HeldInstance held);
}
