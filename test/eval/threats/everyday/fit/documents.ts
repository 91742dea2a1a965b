import type { BenignSource } from '../../half-corpus.ts';
import { filled, raw, sent, texts } from '../exchanges.ts';

const HEAD = '<?xml version="1.0" encoding="utf-8"?>';

const INVOICES = [
  `${HEAD}<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>‹n›</ID><Note>Net &lt; ‹d›0 days; 2% &amp; more</Note><AccountingSupplierParty><Name>‹family› &amp; Sons</Name></AccountingSupplierParty></Invoice>`,
  `${HEAD}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn><GrpHdr><MsgId>‹hex›</MsgId></GrpHdr><Ustrd>RF‹n› -- INV ‹n›; O'BRIEN</Ustrd></CstmrCdtTrfInitn></Document>`,
  `${HEAD}<ClinicalDocument xmlns="urn:hl7-org:v3"><text>BP &lt; ‹n›/‹d›0 &amp; stable</text></ClinicalDocument>`,
  `${HEAD}<opml version="2.0"><body><outline text="‹noun›" xmlUrl="https://www.‹word›.example/feed?x=1&amp;y=2"/></body></opml>`,
  `${HEAD}<gpx version="1.1"><wpt lat="‹dec›" lon="‹dec›"><name>‹noun›</name><desc>‹adj› or "‹adj›"</desc></wpt></gpx>`,
  `${HEAD}<testsuite name="‹word›" failures="1"><testcase name="‹word›"><failure message="expected &apos;a&apos; &lt; 1"><![CDATA[at ../src/‹word›.js:‹n› <anonymous> SELECT 1]]></failure></testcase></testsuite>`,
  `${HEAD}<methodCall><methodName>metaWeblog.newPost</methodName><params><param><value><string>&lt;p&gt;‹adj›&lt;/p&gt;</string></value></param><param><value><int>‹n›</int></value></param></params></methodCall>`,
  '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body><m:Run xmlns:m="urn:reports"><m:Filter>name = \'‹word›\' or qty &gt; ‹n›</m:Filter><m:Xslt><![CDATA[<xsl:if test="a > 1 or b = \'x\'"/>]]></m:Xslt></m:Run></env:Body></env:Envelope>',
  `${HEAD}<xliff version="1.2"><file original="../src/‹word›.html"><trans-unit id="‹n›"><source>It's &lt;b&gt;‹noun›&lt;/b&gt;</source></trans-unit></file></xliff>`,
];
const TYPED = [
  `${HEAD}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body>‹n› ‹noun›</body></html>`,
  `${HEAD}<!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "http://www.oasis-open.org/docbook/xml/4.5/docbookx.dtd"><article><title>‹noun› ‹n›</title></article>`,
  `${HEAD}<!DOCTYPE topic PUBLIC "-//OASIS//DTD DITA Topic//EN" "topic.dtd"><topic id="t‹n›"><title>‹adj›</title></topic>`,
  `${HEAD}<!DOCTYPE note [<!ELEMENT note (to,from)><!ELEMENT to (#PCDATA)><!ELEMENT from (#PCDATA)><!ENTITY writer "‹given›">]><note><to>‹word›</to><from>&writer;</from></note>`,
  `${HEAD}<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN" "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY ns_xlink "http://www.w3.org/1999/xlink">]><svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" width="‹n›"><g id="‹word›"/></svg>`,
  `${HEAD}<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx version="2005-1"><head><meta name="dtb:uid" content="urn:uuid:‹uuid›"/></head></ncx>`,
  `${HEAD}<!DOCTYPE hibernate-mapping PUBLIC "-//Hibernate/Hibernate Mapping DTD 3.0//EN" "http://www.hibernate.org/dtd/hibernate-mapping-3.0.dtd"><hibernate-mapping><class name="‹word›" table="‹tab›"/></hibernate-mapping>`,
  `${HEAD}<!DOCTYPE TS><TS version="2.1" language="de"><message><source>‹noun›</source></message></TS>`,
  `${HEAD}<!DOCTYPE greeting [ <!ENTITY % draft 'INCLUDE'> <!ENTITY lt "&#38;#60;"> ]><greeting id="‹n›">‹adj› &lt; ‹d›</greeting>`,
  `${HEAD}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>‹n›</title></head></html>`,
  `${HEAD}<!DOCTYPE pdf2xml SYSTEM "pdf2xml.dtd"><pdf2xml><page number="‹d›" width="‹n›"/></pdf2xml>`,
  `${HEAD}<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd"><PubmedArticleSet><PMID>‹big›</PMID></PubmedArticleSet>`,
];

export const DOCUMENTS: readonly BenignSource[] = [
  texts('business documents', 260, INVOICES, (r, text) =>
    raw(
      r,
      'POST',
      'edi.harbour.example',
      r.pick(['/as4', '/v1/inbound', '/documents']),
      r.pick(['application/xml', 'text/xml']),
      text,
    ),
  ),
  texts('publications with a document type', 300, TYPED, (r, text) =>
    raw(
      r,
      r.pick(['POST', 'PUT']),
      'edi.harbour.example',
      `/publications/${r.int(1, 900)}`,
      r.pick(['application/xml', 'text/xml; charset=utf-8', 'application/xhtml+xml', 'image/svg+xml']),
      text,
    ),
  ),
  texts('documents in fields', 160, [...TYPED, ...INVOICES], (r, xml) =>
    r.chance(0.5)
      ? sent(r, 'POST', 'edi.harbour.example', '/v2/convert', { input: xml, to: 'json' })
      : filled(r, 'edi.harbour.example', '/validate', { fragment: xml, charset: 'utf-8' }),
  ),
];
