package io.headjack.internal.credential;

/** What was found cannot be used. Carries words only: what a parser says of a secret may have parts of it. */
final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final boolean otherForm;

    private UnusableException(String words, boolean otherForm) {
        super(words);
        this.words = words;
        this.otherForm = otherForm;
    }

    UnusableException(String words) {
        this(words, false);
    }

    /** It is well as it is, and may be what another form looks for. */
    static UnusableException ofAnotherForm(String words) {
        return new UnusableException(words, true);
    }

    /** Says what it is that cannot be used. */
    UnusableException of(String subject) {
        return new UnusableException(subject + " " + words, otherForm);
    }

    boolean isOfAnotherForm() {
        return otherForm;
    }

    String words() {
        return words;
    }
}
