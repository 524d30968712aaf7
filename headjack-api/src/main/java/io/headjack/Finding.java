package io.headjack;

import java.util.Optional;

/**
 * One difference between the catalog and the world, as it was at one moment.
 *
 * @param drift its kind
 * @param instance the instance that it is about, if it is about one
 * @param subject what it is about: a path, a container, a ref, a session
 * @param evidence what was seen, in words
 * @param action what {@link Doctor#apply} would do about it, in words; empty if only a person can do something
 * @param risk what that would put at risk
 */
public record Finding(
        Drift drift,
        Optional<InstanceId> instance,
        String subject,
        String evidence,
        Optional<String> action,
        Risk risk) {
    /**
     * Tells whether two findings are about the same thing, whatever was seen of it each time.
     *
     * @param other another finding
     * @return whether kind, instance and subject are the same
     */
    public boolean isAboutTheSameAs(Finding other) {
        return drift == other.drift && instance.equals(other.instance) && subject.equals(other.subject);
    }
}
