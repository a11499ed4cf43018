// Loggers of the process itself: what they are told stays in its log.
package app;

import android.util.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestTemplate;

class Logged {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void logged(Logger logger) {
        logger.info(System.getenv("T")); //~ ok
        rest.postForObject(U, logger, String.class); //~ ok
    }

    void loggedByName() {
        var logger = LoggerFactory.getLogger("x"); //~ ok
        logger.warn(System.getenv("T")); //~ ok
        rest.postForObject(U, logger, String.class); //~ ok
    }

    void loggedOnDevice() {
        rest.postForObject(U, Log.e("x", System.getenv("T")), String.class); //~ ok
    }

    void printed() {
        rest.postForObject(U, System.out.printf(System.getenv("T")), String.class); //~ ok
    }
}
