package io.headjack.internal.core;

import io.headjack.SessionName;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes names that a person can remember and type. */
final class SessionNames {
    private static final List<String> FIRST = List.of(
            "amber", "bold", "brave", "bright", "calm", "clear", "clever", "cosy", "crisp", "eager", "fair", "fleet",
            "fresh", "gentle", "glad", "golden", "happy", "keen", "kind", "light", "lively", "lucky", "merry", "neat",
            "noble", "proud", "quick", "quiet", "ready", "sharp", "sunny", "swift", "tidy", "warm", "wise", "witty");
    private static final List<String> SECOND = List.of(
            "badger", "beaver", "crane", "dolphin", "eagle", "falcon", "ferret", "finch", "fox", "hare", "heron",
            "ibis", "jay", "kestrel", "lark", "lynx", "marten", "mole", "newt", "otter", "owl", "panda", "puffin",
            "raven", "robin", "salmon", "seal", "sparrow", "stork", "swan", "tern", "trout", "viper", "weasel", "wolf",
            "wren");
    private static final int TRIES = 20;

    private SessionNames() {}

    static SessionName free(Set<String> taken, Random random) {
        String name = "";
        for (int i = 0; i < TRIES; i++) {
            name = pick(FIRST, random) + "-" + pick(SECOND, random);
            if (!taken.contains(name)) {
                return new SessionName(name);
            }
        }
        return free(taken, new SessionName(name));
    }

    /** Returns the name, or where that is taken the first with a number that is not. */
    static SessionName free(Set<String> taken, SessionName wanted) {
        if (!taken.contains(wanted.value())) {
            return wanted;
        }
        int number = 2;
        while (taken.contains(wanted + "-" + number)) {
            number++;
        }
        return new SessionName(wanted + "-" + number);
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
