package io.headjack.internal.doctor;

import io.headjack.Drift;
import java.util.List;
import java.util.Set;

/** One group of things to look for. */
interface Check {
    /** The kinds of findings that it may have. */
    Set<Drift> drifts();

    /** Looks. Changes nothing. */
    List<Symptom> look(Survey survey);
}
