package io.headjack;

/**
 * Hears what a person may want to see while a call runs. Called from the calling thread or one of Headjack's own; must
 * return quickly. What it throws is logged and ignored.
 */
public interface HeadjackListener {
    /**
     * Hears a step of a long piece of work: a pull, a build, a checkout.
     *
     * @param progress the step
     */
    default void progress(Progress progress) {}

    /**
     * Hears what went wrong without stopping the call, such as a provider that could not be loaded.
     *
     * @param message what, and what to do about it; fit to be printed, whatever words of a container are in it
     */
    default void warning(String message) {}
}
