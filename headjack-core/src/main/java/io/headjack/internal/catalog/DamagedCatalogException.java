package io.headjack.internal.catalog;

import java.io.IOException;

/** A catalog's file that holds no catalog: torn, empty, or somebody else's. */
final class DamagedCatalogException extends IOException {
    DamagedCatalogException(String message) {
        super(message);
    }

    DamagedCatalogException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
