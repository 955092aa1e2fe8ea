import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Posts a message with one of the HTTP clients that Java has had and prints the status: java PostMessage.java CLIENT URL */
class PostMessage {
  private static final String BODY = "{\"text\":\"Grüße from Java ✓\"}";

  public static void main(String[] arguments) throws Exception {
    URI url = URI.create(arguments[1]);
    System.out.println(arguments[0].equals("HttpClient") ? withHttpClient(url) : withConnection(url));
  }

  private static int withHttpClient(URI url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static int withConnection(URI url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setReadTimeout(10_000);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(BODY.getBytes(StandardCharsets.UTF_8));
    }
    return connection.getResponseCode();
  }
}
