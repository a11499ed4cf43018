// java.sql, javax.sql, JPA, MongoDB: what databases give.
package app;

import com.mongodb.client.MongoCollection;
import jakarta.persistence.EntityManager;
import java.sql.*;
import javax.sql.DataSource;
import org.springframework.web.client.RestTemplate;

class Sql {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void queried() {
        Connection connection = DriverManager.getConnection("jdbc:mysql://db.collector.example/x"); //~ capability(DATABASE), endpoint("jdbc:mysql://db.collector.example/x")
        ResultSet rows = connection.createStatement().executeQuery("select 1"); //~ source(DATABASE) f1
        rest.postForObject(U, rows.getString(1), String.class); //~ sink(egress.http) f1, finding(traced) f1
        rest.postForObject(U, rows.next(), String.class); //~ ok
    }

    void prepared(DataSource source) {
        ResultSet rows = source.getConnection().prepareStatement("select 1").executeQuery(); //~ source(DATABASE) f2, capability(DATABASE)
        rest.postForObject(U, rows.getBlob(1).getBytes(1, 10), String.class); //~ sink(egress.http) f2, finding(traced) f2
    }

    void streamed(Statement statement) {
        ResultSet rows = statement.executeQuery("select 1"); //~ source(DATABASE) f3, capability(DATABASE)
        rest.postForObject(U, rows.getBinaryStream(1).readAllBytes(), String.class); //~ sink(egress.http) f3, finding(traced) f3
    }

    void connected(DataSource source) {
        source.getConnection(); //~ capability(DATABASE)
    }

    void changed(Statement statement) {
        statement.executeUpdate("delete from x"); //~ capability(DATABASE)
        statement.executeUpdate("delete from y"); //~ ok
    }

    void nothing(DataSource source, ResultSet rows) {
        Connection connection = DriverManager.getConnection("jdbc:mysql://db.collector.example/x"); //~ ok
        rest.postForObject(U, connection.createStatement().executeQuery("select 1") == null, String.class); //~ ok
        rest.postForObject(U, source.getConnection().prepareStatement("select 1") == null, String.class); //~ ok
        rest.postForObject(U, rows.getString(1), String.class); //~ ok
        rest.postForObject(U, rows.getBlob(1).getBytes(1, 10), String.class); //~ ok
        rest.postForObject(U, rows.getBinaryStream(1).readAllBytes(), String.class); //~ ok
    }

    void found(EntityManager entities) {
        rest.postForObject(U, entities.find(String.class, 1), String.class); //~ source(DATABASE) f4, sink(egress.http) f4, finding(traced) f4, capability(DATABASE)
        rest.postForObject(U, entities.find(String.class, 1) == null, String.class); //~ ok
    }

    void listed(EntityManager entities) {
        rest.postForObject(U, entities.createQuery("x").getResultList(), String.class); //~ source(DATABASE) f5, sink(egress.http) f5, finding(traced) f5, capability(DATABASE)
        rest.postForObject(U, entities.createQuery("x").getResultList() == null, String.class); //~ ok
    }

    void documents(MongoCollection<String> users) {
        rest.postForObject(U, users.find(), String.class); //~ source(DATABASE) f6, sink(egress.http) f6, finding(traced) f6, capability(DATABASE)
        rest.postForObject(U, users.find() == null, String.class); //~ ok
    }

    void documentStored(MongoCollection<String> users) {
        users.insertOne(System.getenv("T")); //~ source(ENVIRONMENT) f7, sink(egress.message) f7, finding(traced) f7
        users.insertOne("x"); //~ ok
    }
}
