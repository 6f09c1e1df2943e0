package io.brewprint.route;

/** Another process works in this home. */
public final class HomeBusy extends Exception {
    private static final long serialVersionUID = 1L;

    HomeBusy(String message) {
        super(message);
    }
}
