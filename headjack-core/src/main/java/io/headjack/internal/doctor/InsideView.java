package io.headjack.internal.doctor;

import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.Examination;
import io.headjack.internal.instance.World;
import java.util.Optional;

/**
 * What a running instance looks like from inside. It could have been made to lie: what it says leads to repairs, and to
 * no trust.
 *
 * @param pointerMounted whether the file that keeps its git apart from the host's is mounted, for reading only
 * @param gitProblem what git says against its private directory, if anything
 */
record InsideView(boolean pointerMounted, Optional<String> gitProblem) {
    static Optional<InsideView> of(World world) {
        try {
            Examination seen = Examination.of(world);
            return Optional.of(new InsideView(seen.pointerMounted(), seen.gitProblem()));
        } catch (OperationFailedException e) {
            // Nothing answers in there that could be asked: what is wrong is seen from outside, or by whoever uses it.
            return Optional.empty();
        }
    }
}
