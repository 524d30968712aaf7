package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.InstanceId;
import io.headjack.Risk;
import io.headjack.error.OperationFailedException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A finding with its repair.
 *
 * @param finding what was found
 * @param cure what repairs it
 */
record Symptom(Finding finding, Cure cure) {
    /** Begins a finding about an instance, or about what is left of one. */
    static Draft of(Drift drift, InstanceId instance, Object subject) {
        return new Draft(drift, Optional.of(instance), text(subject), "");
    }

    /** Begins a finding that is about no instance. */
    static Draft of(Drift drift, Object subject) {
        return new Draft(drift, Optional.empty(), text(subject), "");
    }

    /** Names may hold anything; what is shown is one line of text. */
    private static String text(Object subject) {
        String text = subject instanceof Path path ? path.toString() : String.valueOf(subject);
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * A finding that is not complete yet.
     *
     * @param drift its kind
     * @param instance the instance
     * @param subject what it is about
     * @param evidence what was seen
     */
    record Draft(Drift drift, Optional<InstanceId> instance, String subject, String evidence) {
        Draft evidence(String words) {
            return new Draft(drift, instance, subject, text(words));
        }

        Symptom safe(String action, Cure cure) {
            return cured(Risk.SAFE, action, cure);
        }

        Symptom destructive(String action, Cure cure) {
            return cured(Risk.DESTRUCTIVE, action, cure);
        }

        Symptom cured(Risk risk, String action, Cure cure) {
            return new Symptom(new Finding(drift, instance, subject, evidence, Optional.of(text(action)), risk), cure);
        }

        /** A person has to do something. */
        Symptom untreated() {
            Finding finding = new Finding(drift, instance, subject, evidence, Optional.empty(), Risk.SAFE);
            return new Symptom(finding, held -> {
                throw new OperationFailedException("nothing can be done about this from here: " + evidence);
            });
        }
    }
}
