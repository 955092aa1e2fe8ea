import type { Replay } from '../replay';

const REPORT = `{
    "timestamp": 1764212645123,
    "exceptionType": "java.lang.IllegalStateException",
    "exceptionMessage": "Cart \\"7\\" is empty",
    "stackTrace": "java.lang.IllegalStateException: Cart\\n\\tat com.example.shop.Cart.total(Cart.kt:41)\\n",
    "appVersion": "2.4.0",
    "deviceInfo": {
        "manufacturer": "Google",
        "model": "Pixel 8",
        "androidVersion": "15",
        "sdkInt": 35
    },
    "threadName": "main",
    "additionalData": {}
}`;

/** A library for Android: the app key as Cliq shows it, "=" and all; a report that fails is kept and sent again. */
export const crashReporter: Replay[] = [
  {
    client: 'A crash reporter on Android (a report to an extension)',
    to: 'application',
    request: ({ app, token }) => ({
      line: `POST /api/v2/applications/${app.appId}/incoming?zapikey=${token}&appkey=${app.appKey} HTTP/1.1`,
      headers: [
        'Content-Type: application/json; charset=utf-8',
        'User-Agent: Dalvik/2.1.0 (Linux; U; Android 15; Pixel 8 Build/AP4A.250105.002)',
        'Host: {host}',
        'Connection: Keep-Alive',
        'Accept-Encoding: gzip',
        'Content-Length: {length}',
      ],
      body: REPORT,
    }),
    success: 'status is 2xx',
    keepsTrying: true,
    shows: 'java.lang.IllegalStateException',
  },
];
