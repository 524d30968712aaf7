package io.headjack;

import io.headjack.error.InvalidRequestException;
import java.util.regex.Pattern;

/**
 * The name of an instance for programs: the same for one branch of one repository as long as it exists, different from
 * every other, safe in file names, labels and refs.
 *
 * @param value twelve lower-case letters and digits
 */
public record InstanceId(String value) implements Comparable<InstanceId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{12}");

    /**
     * Checks the form.
     *
     * @param value twelve lower-case letters and digits
     */
    public InstanceId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidRequestException("an instance id is twelve lower-case letters and digits, was \"" + value
                    + "\"; list the instances to see theirs");
        }
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
