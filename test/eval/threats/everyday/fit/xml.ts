import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { filled, raw, sent, texts } from '../exchanges.ts';

const HOST = 'xml.meadow.example';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const FEEDS = [
  `${HEAD}<rss version="2.0" xmlns:content="http://purl.example/rss/1.0/modules/content/"><channel><title>‹adj› &amp; ‹noun›</title><item><title><![CDATA[‹thing›]]></title><content:encoded><![CDATA[<p>It's <b>‹adj›</b> <a href="https://www.‹word›.example/?a=1&b=2">more</a></p>]]></content:encoded><guid isPermaLink="false">‹hex›</guid></item></channel></rss>`,
  `${HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:uuid:‹uuid›</id><title type="html">&lt;em&gt;‹noun›&lt;/em&gt; or ‹noun›</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="">‹adj›</p></div></content></entry></feed>`,
  `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://www.‹word›.example/‹tab›?x=‹n›&amp;y=%27</loc><lastmod>‹date›</lastmod></url></urlset>`,
];
const SOAP = [
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Header><wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><wsse:UsernameToken><wsse:Username>‹word›</wsse:Username></wsse:UsernameToken></wsse:Security></soap:Header><soap:Body><GetOrder xmlns="urn:orders"><Name>‹family› &amp; Co</Name><Note xsi:nil="true"/><City>‹city›</City></GetOrder></soap:Body></soap:Envelope>',
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header><a:Action>urn:find</a:Action><a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo><a:To>http://localhost:8080/svc</a:To></s:Header><s:Body><Query><Where><![CDATA[amount > ‹n› AND name <> \'x\']]></Where></Query></s:Body></s:Envelope>',
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.example"><soapenv:Body><urn:query><urn:queryString>SELECT Id, Name FROM Account WHERE Name LIKE \'‹word›%\' LIMIT ‹d›</urn:queryString></urn:query></soapenv:Body></soapenv:Envelope>',
];
const SAML =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_‹hex›" Version="2.0" Destination="https://sp.‹word›.example/acs"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://idp.‹word›.example/metadata</saml:Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/></ds:SignedInfo><ds:SignatureValue>‹b64›</ds:SignatureValue></ds:Signature><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:AttributeValue>‹family›</saml:AttributeValue></saml:Assertion></samlp:Response>';

const TYPED = [
  `${HEAD}<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict><key>UDID</key><string>‹uuid›</string><key>Status</key><string>Idle</string></dict></plist>`,
  `${HEAD}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>‹adj›</p></body></html>`,
  `${HEAD}<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ‹n› ‹n›"><path d="M‹d› ‹d›L‹n› ‹n›z"/></svg>`,
  `${HEAD}<!DOCTYPE order [\n  <!ELEMENT order (id, note?)>\n  <!ELEMENT id (#PCDATA)>\n  <!ELEMENT note (#PCDATA)>\n  <!ATTLIST order status (open|paid) "open">\n]>\n<order status="paid"><id>‹n›</id><note>‹noun›</note></order>`,
  `${HEAD}<!DOCTYPE doc [ <!ENTITY nbsp "&#160;"> <!ENTITY copy "&#169;"> <!ENTITY eacute "&#233;"> ]>\n<doc><p>&copy;&nbsp;‹n› Caf&eacute;</p></doc>`,
  `${HEAD}<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.2 20190208//EN" "JATS-archivearticle1.dtd"><article><front><title>‹adj› ‹noun›</title></front></article>`,
  `${HEAD}<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 3.1 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd"><score-partwise version="3.1"><part-list/><part id="P‹d›"/></score-partwise>`,
  `${HEAD}<!DOCTYPE book [ <!ENTITY product "‹adj› ‹noun› ‹v›"> ]><book><title>&product; handbook</title></book>`,
  `<!DOCTYPE html><html lang="en"><head><title>‹noun›</title></head><body>‹adj›</body></html>`,
  `${HEAD}<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd"><cXML payloadID="‹n›@‹word›.example" timestamp="‹date›T‹time›:00Z"><Header><From><Credential domain="DUNS"><Identity>‹big›</Identity></Credential></From></Header></cXML>`,
  `${HEAD}<!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN" "http://java.sun.com/dtd/web-app_2_3.dtd"><web-app><display-name>‹word›</display-name></web-app>`,
];

const SHEETS = [
  `${HEAD}<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/‹tab›/row[@id &gt; ‹n›]"><xsl:value-of select="concat(name, ' or ', @code)"/></xsl:template></xsl:stylesheet>`,
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="../common/‹word›.xsd"/><xs:element name="‹word›"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{‹d›}\'?\\d+"/></xs:restriction></xs:simpleType></xs:element></xs:schema>',
  '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>‹city›</name><description><![CDATA[<img src="https://img.‹word›.example/a.jpg"/> ‹adj›]]></description></Placemark></kml>',
  '<tmx version="1.4"><tu><tuv xml:lang="en"><seg>Click <bpt i="1">&lt;b&gt;</bpt>‹verb›<ept i="1">&lt;/b&gt;</ept></seg></tuv></tu></tmx>',
  '<project xmlns="http://maven.apache.org/POM/4.0.0"><properties><v>${project.version}</v></properties><build><directory>${basedir}/../target</directory></build><name>‹word›</name></project>',
  '<D:propfind xmlns:D="DAV:"><D:prop><D:getetag/><D:displayname>‹word›</D:displayname></D:prop></D:propfind>',
];

const xmlCall = (r: Random, text: string) =>
  raw(
    r,
    'POST',
    HOST,
    r.pick(['/import', '/v1/documents', '/services/inbound']),
    r.pick(['application/xml', 'text/xml; charset=utf-8', 'text/xml']),
    text,
  );

export const XML: readonly BenignSource[] = [
  texts('feeds', 160, FEEDS, xmlCall),
  texts('SOAP envelopes', 180, SOAP, (r, text) =>
    raw(r, 'POST', HOST, '/soap/endpoint', 'text/xml; charset=utf-8', text),
  ),
  texts('SAML replies', 100, [SAML], (r, text) =>
    filled(r, 'sso.meadow.example', '/saml/acs', {
      SAMLResponse: Buffer.from(text).toString('base64'),
      RelayState: `https://app.example/?x=${r.int(1, 99)}`,
    }),
  ),
  texts('documents with a document type', 300, TYPED, xmlCall),
  texts('documents with a document type in JSON', 100, TYPED, (r, xml) =>
    sent(r, 'POST', HOST, '/v2/documents', { name: 'doc.xml', content: xml, language: 'xml' }),
  ),
  texts('stylesheets, schemas and others', 160, SHEETS, xmlCall),
];
